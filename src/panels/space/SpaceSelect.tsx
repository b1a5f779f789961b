import { useTranslation } from 'react-i18next'
import { methodFor, methodOf, searches, withNamedSpace } from '../../run/methods'
import { spaceNameOf, spacePreset } from '../../run/spacePresets'
import { SPACE_NAMES } from '../../space/spacePresets'
import { useWorkspace } from '../../store/workspace'
import { ChoiceMenu } from '../common/ChoiceMenu'

/** The published spaces; one that the present method cannot search says what else changes with it. */
export function SpaceSelect() {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const editConfig = useWorkspace((state) => state.editConfig)
  return (
    <ChoiceMenu
      label={t('spaces.label')}
      value={spaceNameOf(config.space)}
      other={t('spaces.custom')}
      onChoose={(name) => editConfig((present) => withNamedSpace(present, name))}
      choices={SPACE_NAMES.map((name) => {
        const { kind } = spacePreset('tiny', name)
        return {
          name,
          label: t(`spaces.names.${name}`),
          note: (
            <>
              {t(`spaces.help.${name}`)}{' '}
              <span className="choice-paper">{t(`spaces.papers.${name}`)}</span>
              {!searches(methodOf(config), kind) && (
                <span className="choice-warning">
                  {t('spaces.switches', { method: t(`bar.methods.${methodFor(kind)}`) })}
                </span>
              )}
            </>
          ),
        }
      })}
    />
  )
}
