export const administration = {
  pages: { explorer: 'Platform explorer', media: 'Media dialogs' },
  refused: {
    title: 'The platform explorer is not open to this account',
    text: 'It sends any operation of the platform, also such as cut others off. It needs the permission {permission}; ask the administrator of the platform for it, or sign in with an account that has it.',
  },
}
