/** What somebody typed as a time of the 24 h clock: `7:30`, `07.30`, `0730` and `7` are read; null for anything else. */
export function readWallTime(text: string): string | null {
	const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(text.trim()) ?? [];
	const isTime = hours !== '' && Number(hours) < 24 && Number(minutes) < 60;
	return isTime ? `${hours.padStart(2, '0')}:${minutes}` : null;
}
