# Sessions live in the database; the cookie holds their id.
Rails.application.config.session_store :active_record_store,
                                       key: "_shop_session",
                                       secure: Rails.env.production?,
                                       domain: :all,
                                       same_site: :lax
