export const json = {
  fold: 'Fold',
  unfold: 'Unfold',
}
