import { useTranslation } from 'react-i18next'
import { METHODS, methodOf, searches, withMethod } from '../../run/methods'
import { useWorkspace } from '../../store/workspace'
import { ChoiceItems } from '../common/ChoiceMenu'

/** Every method with its idea and its paper; one that cannot search the present space says what it would take. */
export default function MethodChoices() {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const editConfig = useWorkspace((state) => state.editConfig)
  return (
    <ChoiceItems
      value={methodOf(config)}
      onChoose={(method) => editConfig((present) => withMethod(present, method))}
      choices={METHODS.map((name) => ({
        name,
        label: t(`bar.methods.${name}`),
        note: (
          <>
            {t(`methods.help.${name}`)}{' '}
            <span className="choice-paper">{t(`methods.papers.${name}`)}</span>
            {!searches(name, config.space.kind) && (
              <span className="choice-warning">{t('methods.needsEdges')}</span>
            )}
          </>
        ),
      }))}
    />
  )
}
