// SPDX-License-Identifier: Apache-2.0
export const sheet = {
  print: 'Print',
  savePdf: 'Save as PDF',
  pdfTitle: 'Whoever can open this PDF has the recovery code',
  pdfWarning:
    'Save it to a USB drive or another device, not beside the vault or a backup. Once it is printed, delete the file.',
  saved: 'Saved as PDF',
  savedNext: 'Print it, keep the paper safe, and delete this file.',
  title: 'Recovery code',
  product: 'Program',
  vault: 'Vault',
  date: 'Date',
  opensTitle: 'What it opens',
  opens: 'The vault named above and all backups made of it. No network is needed.',
  howTitle: 'How to use it',
  how1: 'Open CertSteward, press Unlock, then Forgot the passphrase, and enter the groups in order. Capitals do not matter; the dashes may be left out.',
  how2: 'On another computer: first import the vault file or the backup, then open it with this code.',
  how3: 'Without CertSteward: recovery.age in a backup opens with the program age (age -d recovery.age); its passphrase is the whole code with dashes between the groups.',
  keepTitle: 'How to keep it',
  keep: 'Whoever has this sheet can open a copy of the vault. Keep it like a passbook: no photograph, not beside the computer. If it is lost, make a new code in Settings, Security.',
} as const;
