export const desk = {
  label: 'While you were away',
  away: 'You were away {time}:',
  minutes: '{minutes} min',
  hours: '{hours} h',
  hoursMinutes: '{hours} h {minutes} min',
  counts: {
    alarms: 'no alarms | {count} alarm | {count} alarms',
    messages: 'no messages | {count} message | {count} messages',
    presence: 'no units | {count} unit came or went | {count} units came or went',
  },
  comma: ', ',
  nothing: 'nothing happened',
  unknown: 'what happened cannot be read',
  caughtUp: 'I have seen it',
  list: 'What happened, oldest first',
  came: 'Came online',
  left: 'Went off-line',
}
