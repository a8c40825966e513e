// SPDX-License-Identifier: Apache-2.0
/**
 * `npm start` installs, builds and opens the app, using only Node 20 built-ins. Falls back from Electron to the
 * Chromium host. CERTSTEWARD_NO_INSTALL=1 forbids Debian packages and the Electron download.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildIsStale } from './build-stamp.mjs';
import { obtainBrowser } from './launcher/browser.mjs';
import { root, run, runWindow, script } from './launcher/commands.mjs';
import { ensure } from './launcher/debian-packages.mjs';
import { installDependencies, installIsStale } from './launcher/dependencies.mjs';
import { obtainElectron } from './launcher/electron-download.mjs';
import { runElectron } from './launcher/electron-start.mjs';
import { nodeRuntime } from './launcher/node-runtime.mjs';
import { rememberedFailure, rememberFailure } from './launcher/remembered-failure.mjs';
import { answerOf } from './launcher/answer-of.mjs';

/** npm changes the working folder to the repository. @param {string} word */
const absolute = (word) => {
  const file = path.resolve(process.env['INIT_CWD'] ?? '.', word);
  return !word.startsWith('-') && existsSync(file) ? file : word;
};

const fonts = ['fontconfig', 'fonts-noto-cjk'];
const ofTour = [...fonts, 'libnss3-tools'];

const tryElectron = '--try-electron';

/** @param {string[]} words @returns {Promise<number>} */
async function start(words) {
  if (installIsStale() && process.platform === 'linux') await ensure(['g++', 'make', 'python3']);
  if (!(await installDependencies())) return 1;
  const node = nodeRuntime();
  if (node === null) {
    console.error(`CertSteward needs Node 24.15 or newer; this is ${process.versions.node}.`);
    return 1;
  }
  if (buildIsStale(root)) {
    console.log('Building');
    const code = await run(...script('build'));
    if (code !== 0) return code;
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    if ((await obtainBrowser()) === null) {
      console.error('No display and no Chromium: nothing can be shown.');
      return 1;
    }
    await ensure(ofTour);
    console.log('No display here: running the tour in the Chromium host, headless. Pictures and report: out/tour/');
    return run(...script('tour'));
  }
  if (process.platform === 'linux') await ensure(fonts);
  const files = words.filter((word) => word !== tryElectron).map(absolute);
  const wanted = { tryAgain: words.includes(tryElectron), seconds: waitSeconds(60) };
  const electron = await obtainElectron(wanted).catch((error) => ({
    path: null,
    why: `it could not be prepared (${error.code ?? 'unknown'})`,
    wasStopped: false,
    stop: async () => undefined,
  }));
  if (electron.wasStopped) return 130;
  let why = electron.why;
  if (electron.path !== null) {
    // Chromium's sandbox doesn't work for root.
    const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const seconds = waitSeconds(30);
    const opened = () => console.log(`Host: Electron, ${electron.why}.`);
    const ran = await runElectron(electron.path, [...flags, root, ...files], { seconds, opened });
    if (ran.code !== null) return ran.code;
    why = ran.why;
    if (ran.hung) {
      // Remembered only briefly, because a slow machine's next start may be fast enough.
      rememberFailure(electron.path, why, 1);
      why = rememberedFailure(electron.path) ?? why;
    }
  }
  try {
    return await openInChromium(node, why, files);
  } finally {
    await electron.stop();
  }
}

/** @param {string} node @param {string} why @param {readonly string[]} files @returns {Promise<number>} */
async function openInChromium(node, why, files) {
  const browser = await obtainBrowser();
  if (browser === null) {
    console.error(
      `No window can be opened. Electron: ${why}. Install Chromium, Chrome or Edge, then run npm start again.`,
    );
    return 1;
  }
  console.log(`Host: ${browser}, because Electron: ${why}.`);
  return runWindow(node, [path.join(root, 'dist/main/chromium.mjs'), ...files]);
}

/** @param {number} usual */
function waitSeconds(usual) {
  const given = Number(process.env.CERTSTEWARD_ELECTRON_SECONDS);
  return given > 0 ? given : usual;
}

const words = process.argv.slice(2);
const answer = answerOf(words);
if (answer === null) process.exitCode = await start(words);
else console.log(answer);
