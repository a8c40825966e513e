// SPDX-License-Identifier: Apache-2.0
export const banner = {
  look: 'See Activity',
  later: 'Later',
  sealTitle: 'Another program changed the vault',
  sealText: 'Review the changes before you use a private key.',
  olderTitle: 'This is an older copy of the vault',
  olderText: 'Later changes may be missing.',
  elsewhereTitle: 'This vault wasn’t created on this computer',
  elsewhereText_one: '1 trusted CA or guide isn’t accepted here yet.',
  elsewhereText_other: '{{count}} trusted CAs or guides aren’t accepted here yet.',
  elsewhereReview: 'Review',
  elsewhereLead: 'Accept the vault only if you created it yourself and have checked every item below.',
  elsewhereRoots: 'Trusted CAs',
  elsewhereProfiles: 'Confirmed CA guides',
  elsewhereAccept: 'Accept vault',
  rekeyTitle: 'Re-encryption isn’t finished ({{done}} of {{total}})',
  rekeyText: 'No keys are lost. Re-encryption continues once you unlock the vault.',
  openTitle: 'Other accounts on this computer can read the vault',
  openText: 'Move the vault’s folder into your home folder.',
  network: 'network folder',
  syncedTitle: 'The vault is in a synced or shared folder ({{where}})',
  syncedText: 'Syncing may restore an old version and spread copies.',
  syncedAction: 'What to do',
  syncedWhy:
    'A sync client may copy a half-written vault or replace it with an older copy. Anyone with a copy can keep guessing the passphrase. The private keys in a copy are still encrypted.',
  syncedExclude:
    'If a sync client copies this folder, exclude it in the client’s settings. You don’t need to change anything in CertSteward.',
  syncedMove:
    'Or close CertSteward, move the whole folder somewhere that isn’t synced, and start CertSteward with --data and the path of the new folder.',
} as const;
