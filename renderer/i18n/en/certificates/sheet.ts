// SPDX-License-Identifier: Apache-2.0
export const sheet = {
  print: 'Print',
  savePdf: 'Save as PDF',
  pdfTitle: 'Anyone who can open this PDF has the recovery code',
  pdfWarning:
    'It’s safer to write the code down. “Save as PDF” creates a file that you print with another program and then delete. If you save it to a USB drive, don’t use the one with your backups, and keep it away from this computer.',
  saved: 'Saved as PDF',
  savedNext: 'Print the PDF, keep the paper safe and delete the file.',
  title: 'Recovery code',
  product: 'Program',
  vault: 'Vault',
  date: 'Date',
  opensTitle: 'What it opens',
  opens: 'The vault named above and backups made from now on. You don’t need an internet connection.',
  howTitle: 'How to use it',
  how1: 'Open CertSteward, choose “Unlock”, then “Forgot passphrase”, and enter the groups in order. Capitals don’t matter, and dashes are optional.',
  how2: 'On another computer, import the vault file or restore the backup. This code unlocks either.',
  how3: 'Without CertSteward, use the program age to open the file recovery.age in the backup (age -d recovery.age). The passphrase is the whole code in capitals, with dashes between the groups.',
  keepTitle: 'How to keep it',
  keep: 'Anyone with this sheet can open a copy of the vault. Look after it like a passport: don’t photograph it or leave it near the computer. If you lose it, make a new code in Settings, under “Security”.',
} as const;
