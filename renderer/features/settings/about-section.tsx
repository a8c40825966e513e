// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { openHelp } from '../../state/help-store.ts';
import { Button } from '../../ui/button.tsx';
import text from '../../ui/text.module.css';
import { ProblemReport } from './problem-report.tsx';
import { Setting, SettingsSection } from './setting.tsx';
import css from './settings-page.module.css';
import { VersionLook } from './version-look.tsx';

const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

export function AboutSection({ info }: { readonly info: CallOutput<'app.info'> }) {
  const { t } = useText();
  const runsIn = t(info.host === 'electron' ? 'settings.hostElectron' : 'settings.hostChromium');
  const links = [
    {
      title: t('settings.unproven'),
      about: t('settings.unprovenAbout'),
      action: t('settings.show'),
      run: () => openHelp('unproven'),
    },
    {
      title: t('settings.licence'),
      about: t('settings.licenceAbout'),
      action: t('settings.show'),
      run: () => void openDialog('licences'),
    },
    {
      title: t('tour.again'),
      about: t('settings.tourAbout'),
      action: t('settings.show'),
      run: () => void openDialog('tour'),
    },
  ];
  return (
    <SettingsSection id="about" title={t('settings.about')}>
      <Setting
        words={[t('common.appName'), t('settings.version'), info.version, t('settings.privacy'), t('settings.noBank')]}
      >
        <div className={css.product}>
          <span className={css.seal} aria-hidden>
            印
          </span>
          <div>
            <h3 className={css.version}>
              {t('common.appName')} {info.version}
            </h3>
            <p className={text.small}>
              {runsIn} · {systems[info.platform] ?? info.platform}
            </p>
          </div>
        </div>
        <p>{t('settings.noBank')}</p>
        <p>{t('settings.privacy')}</p>
      </Setting>
      <Setting words={[t('settings.checkVersion')]}>
        <VersionLook />
      </Setting>
      {links.map(({ title, about, action, run }) => (
        <Setting key={title} words={[title, about]}>
          <div className={css.line}>
            <div>
              <h3>{title}</h3>
              <p className={text.small}>{about}</p>
            </div>
            <Button size="small" aria-label={t('settings.showOf', { name: title })} onPress={run}>
              {action}
            </Button>
          </div>
        </Setting>
      ))}
      <Setting words={[t('settings.problems.title'), t('settings.problems.lead')]}>
        <ProblemReport />
      </Setting>
    </SettingsSection>
  );
}
