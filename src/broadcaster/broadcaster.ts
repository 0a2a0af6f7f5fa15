/**
 * The public face of the folder: a Pusher-protocol server, indistinguishable from Laravel Reverb for its clients.
 *
 * On an HTTP server that exists already:
 *
 *     const broadcaster = createBroadcaster({ apps: [{ id, key, secret }] });
 *     const detach = broadcaster.attach(server);                  // upgrades of /app/{key}
 *     if (!broadcaster.handle(request, response)) serveThePage(); // /apps/…, /up, the auth endpoint
 *
 * On one of its own, on any free port: `const { url, close } = await startBroadcaster({ apps });`
 */
export { createBroadcaster, type Broadcaster, type Counts } from './embedded.ts';
export { startBroadcaster, type StandaloneBroadcaster, type StandaloneOptions } from './standalone.ts';
export { signChannel, signRequest } from './auth.ts';
export type { Authorize, AuthEndpoint, Verdict } from './auth-endpoint.ts';
export type { AuthFault, Fault, FaultAction, FrameFault } from './fault.ts';
export type { Faults, LogEntry, Undo } from './faults.ts';
export type { BroadcasterApp, BroadcasterOptions, Clock, Limits, RateLimit } from './options.ts';
