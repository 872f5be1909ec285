package dev.akme.ca.store;

class MemoryStoreTest extends CaStoreContract {

    private final CaStore store = new MemoryStore();

    @Override
    CaStore open() {
        return store;
    }
}
