export const settings = {
  title: 'Settings',
  appearance: 'Display',
  language: 'Language',
  languageSystem: 'Like the system',
  theme: 'Theme',
  themeSystem: 'Like the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  textSize: 'Text size',
  textStandard: 'Standard (14 px)',
  textLarge: 'Larger (16 px)',
  vaultSection: 'Vault',
  vaultFolder: 'Folder',
  protector: { 'os-store': 'System password store', passphrase: 'Passphrase', 'recovery-code': 'Recovery code' },
  noProtectors: 'Nothing yet; set when the first private key comes in',
  osStoreUnavailable:
    'The system password store of this computer is not available; a passphrase or recovery code protects the keys. Technical detail: {{reason}}',
  unverified: 'Unverified functions',
  unverifiedWhy:
    'CertSteward was never run on a real Mac. Turned on, it shows the certificates of the login keychain and can install into it. Try it with a certificate that matters little.',
  useUnverified: 'Use the unverified keychain functions',
  about: 'About',
  version: 'Version',
  host: 'Runs in',
  hostElectron: 'Electron',
  hostChromium: 'Chromium window',
  platform: 'System',
  privacy: 'CertSteward connects to no network on its own and collects no usage data.',
} as const;

export const progress = {
  step: {
    reading: 'Reading the file',
    'deriving-key': 'Checking the password',
    decrypting: 'Decrypting',
    storing: 'Storing in the vault',
    writing: 'Writing',
    verifying: 'Reopening and checking',
    deriving: 'Checking, and making the new key',
    rekeying: 'Encrypting the private keys anew',
  },
  cancel: 'Cancel the operation',
} as const;
