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
  protector: { 'os-store': '系统密码库', passphrase: '主密码', 'recovery-code': '恢复码' },
  noProtectors: '还没有，存入第一个私钥时设置',
  osStoreUnavailable: '这台电脑的系统密码库不可用，私钥由主密码或恢复码保护。技术信息：{{reason}}',
  unverified: '未验证的功能',
  unverifiedWhy:
    '证书管家还没有在真实的 macOS 上运行过。启用后可以查看登录钥匙串里的证书，并把证书安装进去；请先用不重要的证书试用。',
  useUnverified: '使用未验证的钥匙串功能',
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
    deriving: '正在核对并准备新的密钥',
    rekeying: '正在重新加密私钥',
  },
  cancel: '取消操作',
} as const;
