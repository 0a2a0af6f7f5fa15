// The time of this process, moved to another day: whatever asks what time it is is told that one, and it goes on from there.
const RealDate = Date;
const startedAt = performance.now();
let offsetMs = 0;

const now = () => Math.floor(offsetMs + performance.now() - startedAt);

class MovedDate extends RealDate {
	constructor(...args) {
		super(...(args.length === 0 ? [now()] : args));
	}
	static now() {
		return now();
	}
}

/** From here on it is `time` (epoch ms). */
export function moveTo(time) {
	offsetMs = time - (performance.now() - startedAt);
	globalThis.Date = MovedDate;
}
