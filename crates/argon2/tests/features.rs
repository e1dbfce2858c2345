//! A build without `legacy-hashes` names the missing feature (`just features`).

use std::sync::Arc;

use vestibule_argon2::{Argon2Hasher, Argon2Params, Capacity};
use vestibule_domain::ForeignHashes;
use vestibule_memory::SeededTokenSource;

#[tokio::test]
async fn foreign_hash_without_its_feature_is_refused_with_the_name_of_the_feature() {
    let capacity = Capacity {
        workers: 1,
        queue: 1,
    };
    let random = Arc::new(SeededTokenSource::default());
    let hasher = Argon2Hasher::new(Argon2Params::default(), capacity, random).unwrap();
    for (format, hash) in [
        (
            None,
            "$2b$10$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
        ),
        (Some("sha1"), "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8"),
        // argon2 with so little memory that it has to be wrapped
        (
            None,
            "$argon2id$v=19$m=4096,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$MvqTwVuRYa6lu/BGSbqvzZGSG4RXo0zGsIclpTtrREw",
        ),
    ] {
        let adopted = hasher.adopt(hash, format).await;
        assert_eq!(adopted.is_ok(), cfg!(feature = "legacy-hashes"), "{hash}");
        if let Err(refused) = adopted {
            assert!(refused.to_string().contains("`legacy-hashes`"), "{refused}");
        }
    }
    let strong = "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$tmg8kTzmJLkguc2kOGId3nFi6amvRKU5PrSeYJW6QRk";
    assert_eq!(hasher.adopt(strong, None).await.unwrap().expose(), strong);
}
