// SPDX-License-Identifier: Apache-2.0
export interface MenuLabels {
  readonly about: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly file: string;
  readonly import: string;
  readonly lock: string;
  readonly settings: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly search: string;
  readonly view: string;
  readonly textLarger: string;
  readonly textSmaller: string;
  readonly textStandard: string;
  readonly fullScreen: string;
  readonly window: string;
  readonly minimize: string;
  readonly close: string;
}

const zhCn: MenuLabels = {
  about: '关于证书管家',
  hide: '隐藏证书管家',
  hideOthers: '隐藏其他',
  showAll: '全部显示',
  file: '文件',
  import: '导入证书文件…',
  lock: '锁定保险库',
  settings: '设置…',
  quit: '退出',
  edit: '编辑',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  search: '搜索',
  view: '显示',
  textLarger: '放大文字',
  textSmaller: '缩小文字',
  textStandard: '标准文字大小',
  fullScreen: '全屏',
  window: '窗口',
  minimize: '最小化',
  close: '关闭窗口',
};

const en: MenuLabels = {
  about: 'About CertSteward',
  hide: 'Hide CertSteward',
  hideOthers: 'Hide others',
  showAll: 'Show all',
  file: 'File',
  import: 'Import certificate file…',
  lock: 'Lock vault',
  settings: 'Settings…',
  quit: 'Quit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  search: 'Search',
  view: 'View',
  textLarger: 'Larger text',
  textSmaller: 'Smaller text',
  textStandard: 'Standard text size',
  fullScreen: 'Full screen',
  window: 'Window',
  minimize: 'Minimise',
  close: 'Close window',
};

export function menuLabels(language: 'system' | 'zh-CN' | 'en', systemLocale: string): MenuLabels {
  const chosen = language === 'system' ? systemLocale : language;
  return chosen.toLowerCase().startsWith('zh') ? zhCn : en;
}
