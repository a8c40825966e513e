// SPDX-License-Identifier: Apache-2.0
import { languageOf } from '../../shared/i18n/language.ts';

export interface DialogWords {
  readonly openTitle: string;
  readonly saveTitle: string;
  readonly saveKeyTitle: string;
  readonly saveVaultTitle: string;
  readonly saveSheetTitle: string;
  readonly savePdfTitle: string;
  readonly saveListTitle: string;
  readonly saveRequestTitle: string;
  readonly saveCalendarTitle: string;
  readonly saveContactSheetTitle: string;
  readonly saveTemplateTitle: string;
  readonly saveProblemsTitle: string;
  readonly saveActivityTitle: string;
  readonly folderTitle: string;
  readonly backupFolderTitle: string;
  readonly searchTitle: string;
  readonly downloadsTitle: string;
  readonly arrivedTitle: string;
  readonly arrivedText: string;
  readonly arrivedAction: string;
  readonly moduleTitle: string;
  readonly restoreTitle: string;
  readonly profileTitle: string;
  readonly authorityTitle: string;
  readonly profileFiles: string;
  readonly certificateFiles: string;
  readonly allFiles: string;
}

const catalogue: Record<'zh-CN' | 'en', DialogWords> = {
  'zh-CN': {
    openTitle: '导入证书',
    saveTitle: '导出证书',
    saveKeyTitle: '导出证书和私钥',
    saveVaultTitle: '导出保险库',
    saveSheetTitle: '保存恢复码',
    savePdfTitle: '存为 PDF',
    saveListTitle: '导出证书列表',
    saveRequestTitle: '保存证书申请',
    saveCalendarTitle: '保存日历文件',
    saveContactSheetTitle: '保存挂失单',
    saveTemplateTitle: '保存空白模板',
    saveProblemsTitle: '保存问题报告',
    saveActivityTitle: '导出活动记录',
    folderTitle: '导出到文件夹',
    backupFolderTitle: '选择备份文件夹',
    searchTitle: '在这个文件夹里查找',
    downloadsTitle: '选择浏览器的下载文件夹',
    arrivedTitle: '刚下载的证书文件',
    arrivedText: '您等待的证书文件已下载',
    arrivedAction: '导入',
    moduleTitle: '选择 PKCS#11 模块',
    restoreTitle: '选择备份文件',
    profileTitle: '导入办理指南',
    authorityTitle: '选择机构的证书',
    profileFiles: '办理指南',
    certificateFiles: '证书文件',
    allFiles: '所有文件',
  },
  en: {
    openTitle: 'Import certificates',
    saveTitle: 'Export certificate',
    saveKeyTitle: 'Export certificate and private key',
    saveVaultTitle: 'Export vault',
    saveSheetTitle: 'Save recovery code',
    savePdfTitle: 'Save as PDF',
    saveListTitle: 'Export certificate list',
    saveRequestTitle: 'Save certificate request',
    saveCalendarTitle: 'Save calendar',
    saveContactSheetTitle: 'Save contact sheet',
    saveTemplateTitle: 'Save empty template',
    saveProblemsTitle: 'Save problem report',
    saveActivityTitle: 'Export activity log',
    folderTitle: 'Export to a folder',
    backupFolderTitle: 'Choose a folder for the backup',
    searchTitle: 'Choose a folder to search',
    downloadsTitle: 'Choose your browser’s download folder',
    arrivedTitle: 'Certificate file downloaded',
    arrivedText: 'The certificate file you’re waiting for has arrived',
    arrivedAction: 'Import',
    moduleTitle: 'Choose a USB key module',
    restoreTitle: 'Choose a backup',
    profileTitle: 'Import a CA guide',
    authorityTitle: 'Choose the CA’s certificate',
    profileFiles: 'CA guides',
    certificateFiles: 'Certificate files',
    allFiles: 'All files',
  },
};

export function dialogWords(locale: string): DialogWords {
  return catalogue[languageOf(locale)];
}
