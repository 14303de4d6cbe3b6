/** What the menu of a pane asks for; the keys of the grid ask for the same. */
export type PaneAction =
  'talk' | 'picture' | 'replay' | 'record' | 'turn' | 'fillFrame' | 'statistics' | 'ptz' | 'clear'
