import { languageOf } from '../../shared/i18n/language.ts';

/** The few words that only the system's own dialogs show. */
export interface DialogWords {
  readonly openTitle: string;
  readonly saveTitle: string;
  readonly certificateFiles: string;
  readonly allFiles: string;
}

const catalogue: Record<'zh-CN' | 'en', DialogWords> = {
  'zh-CN': { openTitle: '导入证书', saveTitle: '导出证书', certificateFiles: '证书文件', allFiles: '所有文件' },
  en: {
    openTitle: 'Import certificates',
    saveTitle: 'Export certificate',
    certificateFiles: 'Certificate files',
    allFiles: 'All files',
  },
};

/** `locale`: BCP 47. */
export function dialogWords(locale: string): DialogWords {
  return catalogue[languageOf(locale)];
}
