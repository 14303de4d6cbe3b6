/** What the menu of a pane asks for; the keys of the grid ask for the same. */
export type PaneAction = 'picture' | 'record' | 'turn' | 'fillFrame' | 'statistics' | 'ptz' | 'clear'
