export async function validate(_o: any, _c: any): Promise<void> {}
