export const settings = {
  title: '设置',
  appearance: '显示',
  language: '语言',
  languageSystem: '跟随系统',
  theme: '外观',
  themeSystem: '跟随系统',
  themeLight: '浅色',
  themeDark: '深色',
  textSize: '文字大小',
  textStandard: '标准（14 像素）',
  textLarge: '较大（16 像素）',
  vaultSection: '保险库',
  vaultFolder: '所在文件夹',
  protectors: '打开方式',
  protector: { 'os-store': '系统密码库', passphrase: '主密码', 'recovery-code': '恢复码' },
  noProtectors: '还没有，存入第一个私钥时设置',
  osStoreUnavailable: '这台电脑的系统密码库不可用，私钥由主密码或恢复码保护。技术信息：{{reason}}',
  about: '关于',
  version: '版本',
  host: '运行方式',
  hostElectron: 'Electron',
  hostChromium: 'Chromium 窗口',
  platform: '系统',
  privacy: '证书管家不会主动连接网络，也不收集任何使用信息。',
} as const;

/** Steps that main names in progress events; an unknown one shows what is done as a whole. */
export const progress = {
  step: {
    reading: '正在读取文件',
    'deriving-key': '正在核对密码',
    decrypting: '正在解密',
    storing: '正在存入保险库',
    writing: '正在写入',
    verifying: '正在重新打开并核对',
  },
  cancel: '取消操作',
} as const;
