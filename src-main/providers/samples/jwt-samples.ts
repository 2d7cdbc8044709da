import type { Sample } from '#main/providers/provider.ts'

/** The check of a JSON Web Token in a user's own code. */
export const jwtSamples: readonly Sample[] = [
  {
    language: 'Node',
    code: `import { jwtVerify } from 'jose'

// throws if it is not genuine
export const readGenuine = (rawBody, headers, secret) =>
  jwtVerify((headers.authorization ?? '').replace('Bearer ', ''), new TextEncoder().encode(secret), { algorithms: ['HS256'] })`,
  },
  {
    language: 'Python',
    code: `import jwt

# raises if it is not genuine
def read_genuine(raw_body: bytes, headers, secret: str):
    return jwt.decode(headers.get("Authorization", "").removeprefix("Bearer "), secret, algorithms=["HS256"])`,
  },
  {
    language: 'Go',
    code: `// import "github.com/golang-jwt/jwt/v5"
func readGenuine(rawBody []byte, headers http.Header, secret string) (*jwt.Token, error) {
	token := strings.TrimPrefix(headers.Get("Authorization"), "Bearer ")
	key := func(*jwt.Token) (any, error) { return []byte(secret), nil }
	return jwt.Parse(token, key, jwt.WithValidMethods([]string{"HS256"}))
}`,
  },
  {
    language: 'Ruby',
    code: `require 'jwt'

# raises if it is not genuine
def read_genuine(raw_body, headers, secret)
  JWT.decode(headers['Authorization'].to_s.delete_prefix('Bearer '), secret, true, algorithm: 'HS256')
end`,
  },
]
