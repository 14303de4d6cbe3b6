export const administration = {
  pages: { explorer: '平台接口', media: '媒体会话' },
  refused: {
    title: '此账号不能使用平台接口',
    text: '这里可以发送平台的任何操作，包括会中断他人的操作，因此需要权限 {permission}。请向平台管理员申请，或使用拥有该权限的账号登录。',
  },
}
