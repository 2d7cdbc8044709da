/** What someone needs to know of a Creel that has started. */
export type Welcome = { controlUrl: string; enterUrl: string; receiverUrl: string; sourceUrl: string; version: string }

/** The same for people; every address can be clicked, the command copied. */
export const welcomeText = ({ enterUrl, sourceUrl, version }: Welcome): string => `Creel ${version} is running.

  Open      ${enterUrl}
            (lets one browser in, once, within 60 seconds)
  Catch at  ${sourceUrl}
  Try       curl -X POST ${sourceUrl} -H 'Content-Type: application/json' -d '{"hello":"world"}'

`
