// Says in words that Node is too old, before anything that would crash on it is loaded.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Creel runs on Node 24 or newer; this is ${process.version}. ` +
      'On Linux and Windows `npm ci` brings Node 24 along: run Creel through npm (npm start, npm test). ' +
      'On macOS install Node 24 from https://nodejs.org.',
  )
  process.exit(1)
}
