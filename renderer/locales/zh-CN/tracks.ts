import type { tracks as English } from '../en/tracks.ts'

export const tracks: typeof English = {
  title: '轨迹',
  read: '读取',
  readAgain: '从平台读取这段时间的轨迹',
  addSelection: '添加已选设备 | 添加已选的 {count} 台设备 | 添加已选的 {count} 台设备',
  clear: '全部移除',
  full: '最多同时显示 {count} 条轨迹。',
  empty: '在地图上选择设备后添加，或在设备卡片上点“轨迹”。',
  show: '在地图上显示该设备',
  remove: '移除 {name} 的轨迹',
  loading: '正在读取轨迹',
  none: '这段时间没有位置记录。',
  leftOut: '已略去 {count} 个无效定位点',
  fact: {
    distance: '里程',
    top: '最高速度',
    moving: '行驶',
    standing: '停留（次数）',
    gaps: '中断',
  },
  at: {
    known: '此刻位于该处',
    gap: '此刻无上报，显示最后上报的位置',
    before: '早于第一个点',
    after: '晚于最后一个点',
  },
  events: '事件',
  event: {
    stop: '停留 {time}',
    gap: '{time} 无上报',
  },
  moreAlarms: '这段时间的报警多于此处所列。',
  export: {
    label: '全部点导出为',
    writing: '已读取 {count} 个点……',
    written: '{count} 个点，保存在 {path}',
  },
  replay: {
    label: '轨迹回放',
    past: '历史',
    play: '播放',
    pause: '暂停',
    moment: '当前显示的时刻',
    speed: '速度',
    follow: '地图跟随第一条轨迹',
  },
}
