// SPDX-License-Identifier: Apache-2.0
export const banner = {
  look: 'See Activity',
  later: 'Later',
  sealTitle: 'Another program changed the vault',
  sealText: 'CertSteward didn’t make these changes. Review them before you use a private key.',
  olderTitle: 'This is an older copy of the vault',
  olderText: 'This computer has seen a newer version. Later changes may be missing.',
  elsewhereTitle: 'This vault wasn’t created on this computer',
  elsewhereText_one: 'It contains 1 trusted root or confirmed guide that you haven’t accepted here yet.',
  elsewhereText_other: 'It contains {{count}} trusted roots or confirmed guides that you haven’t accepted here yet.',
  elsewhereReview: 'Review',
  elsewhereLead: 'Accept the vault only if you created it yourself and have checked every item below.',
  elsewhereRoots: 'Trusted roots',
  elsewhereProfiles: 'Confirmed CA guides',
  elsewhereAccept: 'Accept vault',
  rekeyTitle: 'Re-encryption isn’t finished ({{done}} of {{total}})',
  rekeyText: 'No private keys are lost. Re-encryption continues once you unlock the vault.',
  openTitle: 'Other accounts on this computer can read the vault',
  openText: 'The vault’s folder or drive doesn’t restrict access. Move the folder into your home folder.',
  network: 'network folder',
  syncedTitle: 'The vault is in a synced folder ({{where}})',
  syncedText: 'Syncing may restore an old version, and it leaves copies in other places.',
  syncedAction: 'What to do',
  syncedWhy:
    'A sync client may copy a half-written vault or replace it with an older copy. Anyone with a copy can keep guessing the passphrase. The private keys in a copy are still encrypted.',
  syncedExclude:
    'Exclude this folder in your sync client’s settings. You don’t need to change anything in CertSteward.',
  syncedMove:
    'Or close CertSteward, move the whole folder somewhere that isn’t synced, and start CertSteward with --data and the path of the new folder.',
} as const;
