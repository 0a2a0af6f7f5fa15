/** When a page that stays open for weeks may load itself anew: never in front of somebody, never twice for one reason. */

/** The shop's hours in which a quiet wall is loaded anew: at four, or when it has become quiet by six. */
const NIGHT_HOURS = ['04', '05'];
/** Longer than those hours last, so that one night is one reload. */
export const NIGHT_PAUSE_MS = 3 * 3_600_000;
export const QUIET_AT_NIGHT_MS = 60_000;
export const QUIET_FOR_DEPLOY_MS = 30_000;
/** A shop that is never quiet waits no longer than this for a new release. */
export const DEPLOY_WAITS_MS = 600_000;
/** Nobody has touched the desk for this long. */
export const IDLE_MS = 300_000;

export interface ReloadFacts {
	/** Epoch ms, as all of them. */
	readonly now: number;
	readonly loadedAt: number;
	readonly lastEventAt: number | null;
	readonly hasOpenCritical: boolean;
}

/** Whether a wall is to be loaded anew for the night; `time` is the shop's, `04:12`. */
export function isNightReloadDue(
	{ now, loadedAt, lastEventAt, hasOpenCritical }: ReloadFacts,
	time: string,
): boolean {
	if (!NIGHT_HOURS.includes(time.slice(0, 2)) || hasOpenCritical) return false;
	return now - loadedAt >= NIGHT_PAUSE_MS && isQuiet(now, lastEventAt, QUIET_AT_NIGHT_MS);
}

/** Whether a release that was found at `foundAt` is to be loaded now. */
export function isDeployReloadDue(
	{ now, lastEventAt, hasOpenCritical }: Omit<ReloadFacts, 'loadedAt'>,
	foundAt: number,
	/** Null on a wall, where nobody works. */
	lastInputAt: number | null,
): boolean {
	if (hasOpenCritical) return false;
	if (lastInputAt !== null) return now - lastInputAt >= IDLE_MS;
	return isQuiet(now, lastEventAt, QUIET_FOR_DEPLOY_MS) || now - foundAt >= DEPLOY_WAITS_MS;
}

function isQuiet(now: number, lastEventAt: number | null, forMs: number): boolean {
	return lastEventAt === null || now - lastEventAt >= forMs;
}
