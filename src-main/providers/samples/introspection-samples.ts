import type { Sample } from '#main/providers/provider.ts'

/** The question to an authorisation server in a user's own code. */
export const introspectionSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `// secret: the endpoint with the client's id and secret, https://client:secret@auth.example.com/introspect.
export async function isGenuine(headers, secret) {
  const token = /^bearer +(\\S+)$/i.exec(headers['authorization'] ?? '')?.[1]
  if (token === undefined) return false
  const { username, password, origin, pathname } = new URL(secret)
  const answer = await fetch(origin + pathname, {
    method: 'POST',
    headers: { Authorization: 'Basic ' + Buffer.from(username + ':' + password).toString('base64') },
    body: new URLSearchParams({ token }),
  })
  return answer.ok && (await answer.json()).active === true
}`,
  },
  {
    language: 'Python',
    code: `import requests

# endpoint: where the authorisation server answers. client: its id and secret for you.
def is_genuine(headers, endpoint: str, client: tuple[str, str]) -> bool:
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    answer = requests.post(endpoint, data={"token": token}, auth=client, timeout=5)
    return answer.ok and answer.json().get("active") is True`,
  },
  {
    language: 'Go',
    code: `// endpoint: where the authorisation server answers. id, secret: what it knows you by.
func isGenuine(headers http.Header, endpoint, id, secret string) bool {
	token, found := strings.CutPrefix(headers.Get("Authorization"), "Bearer ")
	if !found {
		return false
	}
	request, err := http.NewRequest("POST", endpoint, strings.NewReader(url.Values{"token": {token}}.Encode()))
	if err != nil {
		return false
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth(url.QueryEscape(id), url.QueryEscape(secret))
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	var told struct{ Active bool }
	return answer.StatusCode == 200 && json.NewDecoder(answer.Body).Decode(&told) == nil && told.Active
}`,
  },
  {
    language: 'Ruby',
    code: `require 'json'
require 'net/http'

# endpoint: where the authorisation server answers. id, secret: what it knows you by.
def genuine?(headers, endpoint, id, secret)
  token = headers['Authorization'].to_s[/\\Abearer +(\\S+)\\z/i, 1] or return false
  request = Net::HTTP::Post.new(URI(endpoint))
  request.basic_auth(id, secret)
  request.set_form_data('token' => token)
  answer = Net::HTTP.start(URI(endpoint).host, use_ssl: true) { |http| http.request(request) }
  answer.code == '200' && JSON.parse(answer.body)['active'] == true
end`,
  },
]
