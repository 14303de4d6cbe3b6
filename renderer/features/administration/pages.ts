/** The pages of the administration, in the order of their tabs. */
export const PAGES = [
  { id: 'explorer', route: '/administration/explorer' },
  { id: 'media', route: '/administration/media' },
] as const
