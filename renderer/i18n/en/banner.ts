export const banner = {
  look: 'See Activity',
  later: 'Later',
  sealTitle: 'The vault was changed from outside',
  sealText: 'It was not CertSteward. Look at what was changed before you use a private key.',
  olderTitle: 'This is an older copy of the vault',
  olderText: 'This computer has seen a later state; what was done since may be missing.',
  rekeyTitle: 'Encrypting anew is unfinished ({{done}} of {{total}})',
  rekeyText: 'All private keys are there. Once unlocked, it goes on by itself.',
  network: 'network folder',
  syncedTitle: 'The vault lies in a folder that is copied elsewhere ({{where}})',
  syncedText: 'Syncing may bring back old contents, and leaves copies in other places.',
  syncedAction: 'What to do',
  syncedWhy:
    'A sync client may copy the vault half written or put an older copy over it, and whoever gets a copy can try passphrases at leisure. The private keys in a copy are still encrypted.',
  syncedExclude: 'Exclude this folder in the sync client; CertSteward stays as it is.',
  syncedMove:
    'Or close CertSteward, move the whole folder to a place that is not synced, and start it with --data and the new place.',
} as const;
