export const bindingKinds = ['RoleBinding', 'ClusterRoleBinding'];
