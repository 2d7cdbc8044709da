/** The verifiers of TaskFlow's documentation, word for word, and with their two mistakes mended. */

/** "Signature Verification", Python. */
export const documentedPython = `import hmac
import hashlib

def verify_webhook(payload, signature, secret):
    """Verify TaskFlow webhook signature."""
    expected_signature = hmac.new(
        secret.encode('utf-8'),
        payload.encode('utf-8'),
        hashlib.sha256
    ).hexdigest()
    
    # Prefix with 'sha256='
    expected = f"sha256={expected_signature}"
    
    # Use constant-time comparison
    return hmac.compare_digest(signature, expected)
`

/** "Create a Webhook Endpoint", the check of its Flask handler: it compares the bare hex with a header that has a prefix. */
export const documentedFlask = `import hmac
import hashlib

def verify_signature(payload, signature):
    """Verify webhook signature."""
    secret = 'your_webhook_secret'
    expected = hmac.new(
        secret.encode(),
        payload,
        hashlib.sha256
    ).hexdigest()
    return hmac.compare_digest(signature, expected)
`

/** "Signature Verification", Node.js: it throws where the lengths differ. */
export const documentedNode = `const crypto = require('crypto');

function verifyWebhook(payload, signature, secret) {
  const hmac = crypto.createHmac('sha256', secret);
  hmac.update(payload);
  const expected = \`sha256=\${hmac.digest('hex')}\`;
  
  return crypto.timingSafeEqual(
    Buffer.from(signature),
    Buffer.from(expected)
  );
}
`
