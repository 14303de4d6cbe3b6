export const json = {
  fold: '折叠',
  unfold: '展开',
}
