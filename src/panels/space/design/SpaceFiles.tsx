import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { spaceText } from '../../../share/spaceFile'
import { useWorkspace } from '../../../store/workspace'
import { saveFile } from '../../common/saveFile'

const JSON_TYPE = { type: 'application/json' }

/** The space leaves as a file of JSON, and comes back from one. */
export function SpaceFiles({ onOpen }: { readonly onOpen: (file: File) => void }) {
  const { t } = useTranslation()
  const space = useWorkspace((state) => state.history.present.space)
  const id = useId()
  return (
    <>
      <label className="button quiet file-button" htmlFor={id}>
        {t('editor.open')}
        <input
          id={id}
          type="file"
          className="visually-hidden"
          accept=".json,application/json"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) onOpen(file)
            // The same file may be wanted again, changed.
            event.target.value = ''
          }}
        />
      </label>
      <button
        type="button"
        className="button quiet"
        onClick={() =>
          saveFile(`${space.kind}-space.json`, new Blob([spaceText(space)], JSON_TYPE))
        }
      >
        {t('editor.save')}
      </button>
    </>
  )
}
