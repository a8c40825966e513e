export const security = {
  title: 'Security',
  autoLock: 'Lock by itself when unused for',
  autoLockNever: 'Never',
  autoLockSleep:
    'It always locks when the computer has slept. Certificates stay visible; using a private key asks to unlock.',
  autoLockAccount: 'Without a passphrase your account protects the vault, and it does not lock.',
} as const;
