// SPDX-License-Identifier: Apache-2.0
import type { VaultFileErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const vaultErrorsZhCn: Record<VaultFileErrorCode, CauseAndStep> = {
  'vault-missing': { cause: '这台电脑上还没有保险库。', step: '导入第一张证书时会自动创建。' },
  'vault-exists': { cause: '这里已有保险库。为避免覆盖，没有新建。', step: '请直接使用现有的保险库，或另选文件夹。' },
  'vault-locked': {
    cause: '保险库已锁定，不能使用私钥。',
    step: '请用主密码、恢复码，或设为解锁方式的 USB Key 解锁。',
  },
  'vault-damaged': {
    cause: '保险库文件已损坏，为避免更多损坏已停止写入。',
    step: '请不要删除这个文件，先复制一份，再从备份恢复。',
  },
  'vault-tampered': {
    cause: '保险库文件被其他程序改动过[（{{objects}}）]，未打开，也未写入任何内容。',
    step: '请在终端运行 certsteward vault repair，把数据复制到新的保险库。核对新保险库之前，请保留旧文件。',
  },
  'vault-unreleased': {
    cause: '保险库由证书管家的开发版本创建，当前版本无法打开。保险库没有改动。',
    step: '请用创建保险库的那个版本导出证书，再导入新的保险库。',
  },
  'vault-newer': { cause: '保险库由较新版本的证书管家保存，当前版本无法打开。', step: '请安装较新的版本后再打开。' },
  'vault-busy': { cause: '另一个程序正在使用保险库。', step: '请关闭那个程序或稍等片刻，然后重试。' },
};
