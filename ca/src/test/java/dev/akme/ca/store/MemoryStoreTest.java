package dev.akme.ca.store;

class MemoryStoreTest extends CaStoreContract {

    @Override
    CaStore open() {
        return new MemoryStore();
    }
}
