import { languageOf } from '../../shared/i18n/language.ts';

/** The few words that only the system's own dialogs show. */
export interface DialogWords {
  readonly openTitle: string;
  readonly saveTitle: string;
  /** For `files.chooseDestination`, by purpose. */
  readonly saveTitles: Readonly<Record<'vault' | 'recovery-sheet' | 'list-csv' | 'list-json', string>>;
  readonly certificateFiles: string;
  readonly allFiles: string;
}

const catalogue: Record<'zh-CN' | 'en', DialogWords> = {
  'zh-CN': {
    openTitle: '导入证书',
    saveTitle: '导出证书',
    saveTitles: {
      vault: '导出保险库',
      'recovery-sheet': '保存恢复码',
      'list-csv': '导出证书列表',
      'list-json': '导出证书列表',
    },
    certificateFiles: '证书文件',
    allFiles: '所有文件',
  },
  en: {
    openTitle: 'Import certificates',
    saveTitle: 'Export certificate',
    saveTitles: {
      vault: 'Export vault',
      'recovery-sheet': 'Save recovery code',
      'list-csv': 'Export list of certificates',
      'list-json': 'Export list of certificates',
    },
    certificateFiles: 'Certificate files',
    allFiles: 'All files',
  },
};

/** `locale`: BCP 47. */
export function dialogWords(locale: string): DialogWords {
  return catalogue[languageOf(locale)];
}
