export const common = {
  appName: 'Watchpost',
  ok: '确定',
  cancel: '取消',
  close: '关闭',
  save: '保存',
  remove: '删除',
  retry: '重试',
  online: '在线',
  offline: '离线',
  unknown: '未知',
  loading: '加载中…',
  platform: '平台',
}
