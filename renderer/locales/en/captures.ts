export const captures = {
  title: 'Pictures and recordings',
  running: '{count} recording | {count} recordings',
  empty: 'Nothing kept yet. In a pane S keeps the picture and R records.',
  kept: 'Kept: {name}',
  keptAndCopied: 'Kept and copied: {name}',
  noPicture: 'There is no picture to keep yet.',
  mark: 'Recording on this computer for {time}',
  markWaiting: 'The recording waits: nothing comes from the device',
  files: '{count} file | {count} files',
  folder: 'Files lie in “Pictures” and “Recordings” of the folder for downloads.',
  state: {
    recording: 'Recording',
    waiting: 'Waiting for the device',
    done: 'Done',
    failed: 'Failed',
  },
  action: {
    stop: 'Stop recording',
    open: 'Open',
    showInFolder: 'Show in folder',
    copyPath: 'Copy path',
  },
}
