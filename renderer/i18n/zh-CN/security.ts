/** Settings -> 安全: who may open the vault, and when it closes. */
export const security = {
  title: '安全',
  autoLock: '多久没有操作后自动锁定',
  autoLockNever: '从不',
  autoLockSleep: '电脑休眠后总会锁定。锁定后仍可查看证书，使用私钥时再解锁。',
  autoLockAccount: '没有设置主密码时由本机账户保护，不会锁定。',
} as const;
