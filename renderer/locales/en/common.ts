export const common = {
  appName: 'Watchpost',
  ok: 'OK',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  remove: 'Remove',
  retry: 'Try again',
  nextTry: 'Next try in {seconds} s.',
  online: 'Online',
  offline: 'Off-line',
  unknown: 'Unknown',
  loading: 'Loading…',
  /** Stands for a host whose name is not known. */
  platform: 'the platform',
}
