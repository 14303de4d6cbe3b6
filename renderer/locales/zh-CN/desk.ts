export const desk = {
  label: '离开期间',
  away: '您离开了 {time}：',
  minutes: '{minutes} 分钟',
  hours: '{hours} 小时',
  hoursMinutes: '{hours} 小时 {minutes} 分钟',
  counts: {
    alarms: '没有报警 | {count} 条报警 | {count} 条报警',
    messages: '没有消息 | {count} 条消息 | {count} 条消息',
    presence: '没有设备 | {count} 次设备上下线 | {count} 次设备上下线',
  },
  comma: '，',
  nothing: '没有发生任何事',
  unknown: '无法读取发生的事情',
  caughtUp: '已全部看过',
  list: '发生的事情，按时间先后',
  came: '上线',
  left: '离线',
}
