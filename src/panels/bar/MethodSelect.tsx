import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { DartsOrder } from '../../run/config'
import { useWorkspace } from '../../store/workspace'
import { Hint } from '../common/Hint'
import { Icon } from '../common/Icon'

const ORDERS: readonly DartsOrder[] = ['first', 'second']

/** How the alphas are trained, and what that costs; the next run takes it. */
export function MethodSelect() {
  const { t } = useTranslation()
  const strategy = useWorkspace((state) => state.history.present.strategy)
  const editConfig = useWorkspace((state) => state.editConfig)
  if (strategy.name !== 'darts') return null
  const { order } = strategy
  const choose = (chosen: DartsOrder) => {
    if (chosen === order) return
    editConfig((config) => ({ ...config, strategy: { ...strategy, order: chosen } }))
  }
  return (
    <DropdownMenu.Root>
      <Hint text={`${t('bar.dartsHelp')} ${t(`bar.orderHelp.${order}`)}`}>
        <DropdownMenu.Trigger className="bar-select">
          <span className="visually-hidden">{t('bar.method')}</span>
          {t(`bar.orders.${order}`)}
          <Icon name="chevron" size={12} />
        </DropdownMenu.Trigger>
      </Hint>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu method-menu" align="start" sideOffset={4}>
          <DropdownMenu.RadioGroup
            value={order}
            onValueChange={(chosen) => choose(chosen as DartsOrder)}
          >
            {ORDERS.map((name) => (
              <DropdownMenu.RadioItem
                key={name}
                value={name}
                className="menu-item"
                textValue={t(`bar.orders.${name}`)}
              >
                <span className="menu-check">
                  <DropdownMenu.ItemIndicator>
                    <Icon name="check" size={14} />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span>
                  {t(`bar.orders.${name}`)}
                  <span className="note">{t(`bar.orderHelp.${name}`)}</span>
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
