// SPDX-License-Identifier: Apache-2.0
import type { ModuleReason } from '../../domain/errors/error-reasons.ts';
import type { TokenErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const moduleReasonsZhCn: Record<ModuleReason, string> = {
  'no-library': '不是程序库文件',
  '32-bit': '这是 32 位的模块',
  'other-machine': '这是为其他类型的电脑制作的模块',
  'not-a-file': '不是文件',
  unreadable: '无法读取',
  'too-large': '文件太大',
  'not-loadable': '系统无法加载',
};

export const tokenErrorsZhCn: Record<TokenErrorCode, CauseAndStep> = {
  'tokens-unavailable': {
    cause: '这台电脑上无法使用 USB Key[：{{reason}}]。',
    step: '请安装 C++ 编译器、make 和 Python 3，在终端里进入证书管家的文件夹，运行 npm ci，再重新启动证书管家。',
  },
  'module-not-found': {
    cause: '找不到这个模块[：{{path}}]。',
    step: '请检查路径。模块的位置见厂商的说明。',
  },
  'module-not-allowed': {
    cause: '没有加载这个模块：您尚未允许，或者允许之后文件有变化。',
    step: '请先查看模块的来源，再在 USB Key 页允许。',
  },
  'module-broken': {
    cause: '这个文件不能作为 USB Key 模块加载[：{{reason}}]。',
    step: '请重新安装厂商的驱动程序，或者选择其他模块。',
  },
  'module-stopped': {
    cause: 'USB Key 的模块[ {{module}} ]出错，已关闭。',
    step: '请再试一次，模块会重新启动。使用其他模块的 USB Key 不受影响。',
  },
  'module-paused': {
    cause: 'USB Key 的模块[ {{module}} ]多次出错，已停用。',
    step: '请拔下 USB Key，再重试这个模块。如果仍然如此，请向厂商索取新版本。',
  },
  'module-registered': {
    cause: '浏览器里已经有这个模块[（{{name}}）]，没有重复写入。',
    step: '请重新启动浏览器，并插入 USB Key：网站要求证书时，浏览器会要求输入 PIN。',
  },
  'module-outside-sandbox': {
    cause: '这个浏览器在沙箱（Snap 或 Flatpak）里运行，不能从现在的位置加载这个模块。',
    step: '请使用浏览器自带的模块，或把这个模块复制到浏览器自己的文件夹[（{{folder}}）]再添加，也可以改用非 Snap、Flatpak 版的浏览器。',
  },
  'token-not-found': {
    cause: '没有插入这个 USB Key[（{{token}}）]。',
    step: '请插入后再试。',
  },
  'token-removed': {
    cause: 'USB Key 在操作过程中被拔下了。',
    step: '请重新插入 USB Key，查看其中的内容后再重试这一步。',
  },
  'token-busy': {
    cause: '其他程序正在使用这个 USB Key。',
    step: '请关闭那个程序，或者稍后再试。',
  },
  'token-refused': {
    cause: 'USB Key 拒绝了这个操作[（{{rv}}）]。',
    step: '这个 USB Key 可能不支持这个操作，可以试试厂商的软件。',
  },
  'token-damaged': {
    cause: 'USB Key 报告出错[（{{rv}}）]。',
    step: '请拔下后重新插入。如果仍然如此，请联系发放 USB Key 的机构。',
  },
  'token-not-managed': {
    cause: '这个 USB Key 的内容已保护，不能修改。',
    step: '请先开启“我自己管理这个 USB Key”。银行发的 USB Key 最好不要修改。',
  },
  'token-write-protected': {
    cause: '这个 USB Key 有写保护。',
    step: '请用厂商的软件解除写保护，或者换一个 USB Key。',
  },
  'token-full': {
    cause: 'USB Key 的空间不足。',
    step: '请删除不再需要的内容，或者换一个 USB Key。',
  },
  'token-not-empty': {
    cause: '这个 USB Key 里有证书，继续会丢失这些证书。',
    step: '请先查看证书列表，确认可以清除后再继续。',
  },
  'token-data-unsupported': {
    cause: '这个 USB Key 只存放私钥和证书，不能存放备份文件[（{{rv}}）]。',
    step: '可以改为把私钥复制到 USB Key（可以使用，但不能再导出），也可以备份到文件。',
  },
  'token-too-small': {
    cause: 'USB Key 空间不足，放不下这份备份[：备份有 {{bytes}} 字节][，USB Key 剩余 {{free}} 字节][（{{rv}}）]。',
    step: '请少选几张证书，也可以改为把私钥复制到 USB Key，或备份到文件。',
  },
  'wrong-pin': {
    cause: '[USB Key“{{token}}”的 ]PIN 不对[，已连续输错 {{wrong}} 次]。',
    step: '请先确认 PIN，再试一次。',
  },
  'pin-locked': {
    cause: '[USB Key“{{token}}”的 ]PIN 输错次数过多，已被锁定。',
    step: '请用管理员 PIN 或解锁码（PUK）重设 PIN，或联系发放 USB Key 的机构。',
  },
  'pin-last-try': {
    cause: '这可能是[ USB Key“{{token}}”的] PIN 锁定前的最后一次机会，未向 USB Key 发送 PIN。',
    step: '如果确定 PIN 没错，请确认使用最后一次机会[（{{option}}）]。否则请先联系发放 USB Key 的机构。',
  },
  'pin-needed': {
    cause: '这个操作需要[ USB Key“{{token}}”的] PIN[（{{option}}）]。',
    step: '请先用 PIN 解锁 USB Key，再试一次。',
  },
  'pin-length': {
    cause: '[USB Key“{{token}}”的 ]PIN 长度不符合要求[：应为 {{min}} 到 {{max}} 个字符]。',
    step: '请换一个长度合适的 PIN。',
  },
  'pin-not-set': {
    cause: '尚未设置[ USB Key“{{token}}”的] PIN。',
    step: '请先用管理员 PIN 设置 PIN。',
  },
  'token-key-gone': {
    cause: '这个 USB Key 里没有解锁保险库的密钥[（密钥在 USB Key {{serial}} 里）]。',
    step: '请插入用来解锁保险库的 USB Key。如果其中的密钥已被删除，请用其他方式解锁，再把 USB Key 重新添加为解锁方式。',
  },
  'token-key-unfit': {
    cause: '这个 USB Key 里没有[名为“{{key}}”的]可用密钥。需要能解密的 RSA 密钥，或支持 ECDH 的 P-256 密钥。',
    step: '请另选一个密钥，或由证书管家生成一个。生成之前，请先开启“我自己管理这个 USB Key”。',
  },
  'token-key-missing': {
    cause: '这个 USB Key 里没有这张证书对应的签名密钥[（名称 {{container}}）]。',
    step: '请先在 USB Key 里生成签名密钥，再用这个密钥申请证书。',
  },
  'token-place-taken': {
    cause: '这个名称[（“{{container}}”）]下已经有密钥或另一张证书，未覆盖。',
    step: '请换一个名称。要写入新证书，请先生成新的密钥。',
  },
};
