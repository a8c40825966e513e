// SPDX-License-Identifier: Apache-2.0
import { diagnosesZhCn } from '../diagnoses.zh-CN.ts';
import type { ErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';
import { destinationErrorsZhCn } from './destination-errors.zh-CN.ts';
import { enrolmentErrorsZhCn } from './enrolment-errors.zh-CN.ts';
import { serverErrorsZhCn } from './server-errors.zh-CN.ts';
import { tokenErrorsZhCn } from './token-errors.zh-CN.ts';
import { releaseErrorsZhCn } from './release-errors.zh-CN.ts';
import { sm2ErrorsZhCn } from './sm2-errors.zh-CN.ts';
import { trustErrorsZhCn } from './trust-errors.zh-CN.ts';
import { vaultErrorsZhCn } from './vault-errors.zh-CN.ts';

export const errorsZhCn: Record<ErrorCode, CauseAndStep> = {
  ...tokenErrorsZhCn,
  ...serverErrorsZhCn,
  ...enrolmentErrorsZhCn,
  ...trustErrorsZhCn,
  ...sm2ErrorsZhCn,
  ...vaultErrorsZhCn,
  ...releaseErrorsZhCn,
  ...destinationErrorsZhCn,
  internal: {
    cause: '证书管家出现了意外错误。',
    step: '请再试一次。如果仍然出现，请重新打开证书管家。在“设置”的“关于与新版本”里可以保存问题报告。',
  },
  usage: {
    cause: '命令或参数不对[：{{option}}][：{{argument}}]。[您是不是要用 {{suggestion}}？]',
    step: '请查看这个命令的用法后再试。',
  },
  'runtime-too-old': {
    cause: '当前的 Node 或 Electron 版本无法安全地打开保险库[：{{version}}]。',
    step: '请安装 Node 24.15 或更高版本，或最新版本的证书管家。',
  },
  'invalid-input': { cause: '填写的内容不符合要求[（{{field}}）]。', step: '请检查后再试。' },
  'message-too-large': { cause: '内容超过了一次能处理的大小。', step: '请改用较小的文件，或分几次操作。' },
  'untrusted-sender': { cause: '请求不是来自证书管家的窗口，已拒绝。', step: '请在证书管家的窗口里操作。' },
  'unknown-call': { cause: '证书管家的窗口与后台程序版本不一致。', step: '请关闭后重新打开证书管家。' },
  cancelled: { cause: '操作已取消，没有全部完成。', step: '需要时可以重新开始。' },
  'not-available': {
    cause: '当前版本、这台电脑或这个保险库不支持这项功能。',
    step: '请换一种方式，或等待以后的版本。',
  },
  'not-confirmed': { cause: '这项操作需要确认，未做任何改动。', step: '请看清操作内容，确认后再试。' },
  'not-granted': {
    cause: '您没有在弹出的确认窗口中确认，未执行任何操作。',
    step: '请重试，并在弹出的窗口中确认。连续三次未确认，要等一分钟才能再试。',
  },
  'not-found': { cause: '没有找到这一项，可能已被删除。', step: '请回到列表重新选择。' },
  'ambiguous-id': {
    cause: '找到多个匹配项。',
    step: '请多输入几位编号，或输入名称[。匹配的有：{{candidates}}]。',
  },
  'draft-expired': { cause: '这一步已超时。', step: '请重新选择文件或位置，或从头开始。' },
  'wrong-secret': { cause: '密码或恢复码不对，或者属于另一个保险库。', step: '请检查大小写和输入法后再试。' },
  'secret-required': { cause: '这一步需要保险库的主密码。', step: '请输入主密码。如果还没有主密码，请先设置。' },
  'secret-missing': {
    cause: '这一步需要密码、恢复码或 PIN。',
    step: '请输入密码、恢复码，或用来解锁保险库的 USB Key 的 PIN。',
  },
  'secret-not-text': {
    cause: '密码文件太长，或不是 UTF-8 文本[（{{reason}}）]。',
    step: '文件里请只保留密码，另存为 UTF-8 后再试。',
  },
  'last-protector': {
    cause: '这一步完成后，保险库将无法解锁，或只能用 USB Key 解锁，而 USB Key 可能损坏、丢失或锁定。',
    step: '请先设置主密码，或写下恢复码。',
  },
  'protector-exists': {
    cause: '保险库已有这种解锁方式，未做改动。',
    step: '如需更换，请先移除这种解锁方式。',
  },
  'rekey-unfinished': { cause: '保险库的重新加密尚未完成。', step: '请用主密码或恢复码解锁，重新加密会自动继续。' },
  'seal-broken': {
    cause: '保险库被其他程序改动过。',
    step: '使用私钥之前，请先在“活动记录”中查看改动了什么。',
  },
  'vault-not-accepted': {
    cause: '这个保险库来自其他电脑，本机尚未信任。',
    step: '请点窗口顶部的提示，查看内容后再信任。',
  },
  'recovery-unsaved': { cause: '还没有写下这个保险库的恢复码。', step: '请先写下恢复码，再导出保险库。' },
  'backup-missing': {
    cause: '[其中 {{count}} 张证书的]私钥不在任何检查过的备份里，本机保存的可能是最后一份。',
    step: '请先备份或导出。删除后 30 天内可以恢复。',
  },
  'not-lockable': {
    cause: '没有设置主密码，也没有添加 USB Key。保险库由本机账户保护，不能单独锁定。',
    step: '锁定电脑屏幕可以起到同样的作用。',
  },
  'file-unreadable': { cause: '无法读取这个文件或文件夹[：{{file}}]。', step: '请确认路径正确，并且您有权打开。' },
  'file-too-large': { cause: '文件太大，没有读取。', step: '请确认文件没有选错。证书文件和办理指南通常只有几 KB。' },
  'trash-failed': { cause: '未能移到回收站，文件还在原来的位置。', step: '请在文件管理器里自行删除。' },
  'disk-full': { cause: '磁盘空间不足，无法保存。', step: '请腾出空间后再试。' },
  'needs-password': diagnosesZhCn['needs-password'],
  'wrong-password': diagnosesZhCn['wrong-password'],
  'unsupported-algorithm': {
    cause: '目前不支持这种算法[：{{algorithm}}]。',
    step: '如果是证书文件，请在原来的软件里换一种加密方式，再重新导出。',
  },
  'key-unsupported': {
    cause: '无法使用这个密钥：不支持这种类型或参数[（{{algorithm}}）]。',
    step: '请改用其他密钥：RSA（常用的指数 65537）、P-256、P-384 或 Ed25519。',
  },
  damaged: diagnosesZhCn.damaged,
  'not-a-vault-file': {
    cause: '这个文件不是证书管家导出的保险库。',
    step: '请选择用“导出保险库”保存的文件。证书文件请用“导入证书”。',
  },
  'not-a-certificate-file': diagnosesZhCn['not-a-certificate-file'],
  'limit-exceeded': diagnosesZhCn['limit-exceeded'],
  'key-missing': { cause: '没有找到这张证书的私钥。', step: '请先导入含私钥的文件。如果是导出，也可以只导出证书。' },
  'not-a-backup': {
    cause: '这个文件不是证书管家的备份。',
    step: '请选择名称以 certsteward-backup- 开头的 .tar 文件。证书文件请用“导入证书”。',
  },
  'backup-damaged': {
    cause: '备份已损坏或被改动。保险库没有变化。',
    step: '请再试一次。如果仍然不行，请换一份备份。如果证书还在这台电脑上，请立即重新备份。',
  },
  'backup-newer': { cause: '备份由较新版本的证书管家创建。', step: '请安装新版本后再打开。' },
  'backup-unreleased': {
    cause: '备份由证书管家的开发版本创建，当前版本无法打开。备份没有改动。',
    step: '请按其中 README.txt 的说明用 age 和 tar 打开，再导入证书。',
  },
  'backup-gone': {
    cause: '备份不在原来的位置[：{{place}}]。',
    step: '请插入存放备份的 U 盘或移动硬盘后再检查，或从列表中移除这份备份。',
  },
  'backup-empty': {
    cause: '没有需要备份的内容：保险库是空的，或私钥都已在最新的备份里。',
    step: '请先导入证书，或另选要备份的证书。',
  },
  'backup-unprotected': {
    cause: '这份备份将无法打开：保险库没有主密码，也没有写下恢复码。',
    step: '请先写下恢复码，或为这份备份单独设置密码。',
  },
  'place-read-only': { cause: '所选的位置是只读的。', step: '请关闭 U 盘的写保护，或换一个位置。' },
  'place-changed': {
    cause: '这个文件夹所在的 U 盘或移动硬盘没有插入，继续会把备份写到这台电脑上。',
    step: '请插入后再试，或换一个文件夹。',
  },
  'name-too-long': {
    cause: '所选文件夹的路径太长，文件系统不支持。',
    step: '请选择层级更少的文件夹。',
  },
  'drive-gone': {
    cause: 'U 盘或移动硬盘已拔出或没有响应，备份没有完成，以前的备份不受影响。',
    step: '请重新插入，再备份一次。',
  },
  'drive-failing': {
    cause: '保存备份的磁盘出错，或者读出的内容与写入的不一致，备份没有完成。',
    step: '请换一个位置备份。如果出错的是 U 盘或移动硬盘，请不要再用。',
  },
  'drive-busy': { cause: '还有程序在使用这个 U 盘或移动硬盘。', step: '请关闭其中打开的文件和窗口，再弹出一次。' },
  'eject-failed': {
    cause: '系统拒绝弹出这个 U 盘或移动硬盘[（{{cause}}）]。',
    step: '请先在文件管理器中弹出，再拔下。',
  },
  'place-refused': {
    cause: '恢复码不能与保险库或备份放在一起。',
    step: '请选择没有保险库和备份的文件夹，最好在另一台设备上。',
  },
  'passphrase-weak': {
    cause: '新密码太短或容易猜到，未做任何改动。',
    step: '请使用至少 8 个字符，避开常用词、姓名、日期和键盘顺序。',
  },
  'password-required': { cause: '这种格式的文件必须设置密码。', step: '请设置密码后再导出。' },
  'verification-failed': {
    cause: '完成后的检查未通过，结果不可用。',
    step: '请再试一次。如果是保存文件，也可以换一个位置。',
  },
  'store-not-found': {
    cause: '没有找到这个浏览器或系统证书库[：{{store}}]。',
    step: '请在“浏览器与系统”里查看有哪些证书库。',
  },
  'store-locked': {
    cause: '另一个程序正在使用这个证书库，未做任何改动。',
    step: '请关闭浏览器或稍等片刻，再试一次。',
  },
  'store-read-only': {
    cause: '这个证书库是只读的，未做任何改动。',
    step: '请检查文件夹的权限，或改用另一个浏览器配置文件。',
  },
  'store-damaged': {
    cause: '这个证书库已损坏，未做任何改动。',
    step: '请先复制证书库所在的文件夹，再让浏览器修复，或新建一个浏览器配置文件。',
  },
  'store-tools-missing': {
    cause: '缺少修改这个证书库的组件[（{{component}}）]。',
    step: '在 Linux 上请安装软件包 libnss3，或在浏览器的设置里手动导入证书。',
  },
  'store-needs-password': {
    cause: '这个浏览器设置了主密码（Primary Password）。',
    step: '请输入浏览器的主密码后再继续。',
  },
  'store-wrong-password': {
    cause: '浏览器的主密码不对，未做任何改动。',
    step: '请检查大小写和输入法，再输一次。',
  },
  'store-refused': {
    cause: '在浏览器或系统里的操作没有成功[：{{reason}}]。',
    step: '请换一个浏览器，或导出证书后在浏览器的设置里手动导入。',
  },
  'already-installed': { cause: '这个位置已有这张证书和私钥，没有重复写入。', step: '可以直接测试证书能不能用。' },
  'not-installed': { cause: '所选位置没有这张证书。', step: '请刷新列表，再选一次。' },
  'not-exportable': {
    cause: '这个私钥设为不可导出，不能存入保险库。',
    step: '请向机构重新申请私钥可导出的证书，或在原来的浏览器或系统里继续使用这张证书。',
  },
  'key-elsewhere': {
    cause: '这张证书的私钥在 USB Key 或其他硬件里，证书管家只能显示这张证书。',
    step: '请插入 USB Key，在银行软件里使用或更新证书。',
  },
  'last-key-copy': {
    cause: '移除后，保险库和浏览器里都不会再有这个私钥。如果没有备份，私钥将无法找回。',
    step: '请先把私钥导入保险库。',
  },
  'proof-failed': {
    cause: '测试未通过。',
    step: '如果安装在浏览器或系统里，请移除后重新安装，再测试一次。如果是网站拒绝，请询问网站或机构。如果在 USB Key 里，请联系发放 USB Key 的机构。',
  },
  'address-refused': {
    cause: '这个网址不能用。',
    step: '请填写以 https:// 开头的完整网址，网址里不要有密码。',
  },
};
