import type { ReactElement } from 'react'
import type { RequestRow as Row } from '#shared/model/request.ts'
import { rowHeights, usePreferences } from '#renderer/data/preferences.ts'
import type { RowListProps } from '#renderer/parts/row-list/row-box.tsx'
import { RowBox } from '#renderer/parts/row-list/row-box.tsx'
import { RequestRow } from './request-row.tsx'
import { requestSelection } from './selection.ts'
import { requestListId } from './use-list-cursor.ts'

/** How high a request of the list is, in pixels. */
export const useRowHeight = (): number => rowHeights[usePreferences(({ density }) => density)]

/** The rows in sight. */
export const RequestRows = (props: RowListProps<Row>): ReactElement => (
  <RowBox
    {...props}
    label="Requests, newest first"
    listId={requestListId}
    selection={requestSelection}
    rowHeight={useRowHeight()}
  >
    {(row, standing) => <RequestRow key={row.id} row={row} {...standing} />}
  </RowBox>
)
