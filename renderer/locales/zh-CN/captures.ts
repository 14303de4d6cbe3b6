export const captures = {
  title: '抓图与录像',
  running: '{count} 路录像',
  empty: '暂无内容。在窗格中按 S 保存画面，按 R 录像。',
  kept: '已保存：{name}',
  keptAndCopied: '已保存并复制：{name}',
  noPicture: '还没有可保存的画面。',
  mark: '正在本机录像，已录 {time}',
  markWaiting: '录像等待中：设备没有数据传来',
  files: '{count} 个文件',
  folder: '文件位于下载文件夹的“Pictures”和“Recordings”中。',
  state: {
    recording: '正在录像',
    waiting: '等待设备',
    done: '已完成',
    failed: '失败',
  },
  action: {
    stop: '停止录像',
    open: '打开',
    showInFolder: '在文件夹中显示',
    copyPath: '复制路径',
  },
}
