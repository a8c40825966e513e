// SPDX-License-Identifier: Apache-2.0
/** Pages of the example bank as customers see them: in Chinese, without explaining certificates. */
const frame = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${title} · 示例银行</title>
<style>
body { margin: 0; font: 16px/1.6 "Noto Sans CJK SC", sans-serif; background: #f6f4f0; color: #222; }
header { padding: 16px 24px; background: #8c1d1d; color: #fff; font-size: 20px; }
main { max-width: 560px; margin: 24px auto; padding: 24px; background: #fff; border: 1px solid #ddd; border-radius: 8px; }
label { display: block; margin: 12px 0; }
input { display: block; width: 100%; box-sizing: border-box; padding: 8px; font: inherit; }
button, a.go { display: inline-block; padding: 8px 20px; background: #8c1d1d; color: #fff; border: 0; border-radius: 4px; font: inherit; text-decoration: none; }
.bad { color: #8c1d1d; }
</style>
</head>
<body>
<header>示例银行　网上银行证书服务</header>
<main><h1>${title}</h1>${body}</main>
</body>
</html>
`;

export const homePage = (): string =>
  frame('证书服务', '<p><a class="go" href="/apply">申请证书</a> <a class="go" href="/renew">更新证书</a></p>');

export function formPage(purpose: 'apply' | 'renew', problem: string | null = null): string {
  const title = purpose === 'apply' ? '申请证书' : '更新证书';
  const fields = [
    ['name', '姓名', 'text'],
    ['reference', '参考号', 'text'],
    ['code', '授权码', 'text'],
    ['password', '为证书文件设置密码', 'password'],
  ];
  const inputs = fields.map(
    ([id, label, type]) => `<label>${label}<input name="${id}" type="${type}" required></label>`,
  );
  const said = problem === null ? '' : `<p class="bad" role="alert">${problem}</p>`;
  return frame(title, `${said}<form method="post" action="/${purpose}">${inputs.join('')}<button>提交</button></form>`);
}

export const issuedPage = (purpose: 'apply' | 'renew', file: string): string =>
  frame(
    purpose === 'apply' ? '证书已签发' : '证书已更新',
    `<p>请下载证书文件，并记住您设置的密码。</p><p><a class="go" href="${file}">下载证书文件</a></p>`,
  );
