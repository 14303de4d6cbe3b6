/** What the menu of a pane asks for; the keys of the grid ask for the same. */
export type PaneAction = 'picture' | 'replay' | 'record' | 'turn' | 'fillFrame' | 'statistics' | 'ptz' | 'clear'
